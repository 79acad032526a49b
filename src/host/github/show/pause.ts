/** A wait that a signal ends. */

/** True when the whole time passed. */
export function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (passed: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      resolve(passed);
    };
    const cancel = () => end(false);
    const timer = setTimeout(() => end(true), ms);
    signal.addEventListener('abort', cancel);
  });
}
