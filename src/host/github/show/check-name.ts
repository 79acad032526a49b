/** What our check run is called: never like a job, so that nobody requires a display by mistake. */
export const CHECK_NAME = 'Gatewright report';
