import{n as e}from"./errors-COTqiqRs.js";import{i as t}from"./read-BXl6LbXZ.js";import{f as n,i as r,r as i,x as a}from"./revisions-BneVOzFq.js";import{a as o,n as s,r as c}from"./clone-BNOXOxjH.js";import{n as l}from"./options-BHOFlrVD.js";import{t as u}from"./output-7S5Z9QZD.js";import{n as d,t as f}from"./tool-CrakZ_Jp.js";import{n as p}from"./visible-DmwJcJVd.js";import m from"node:fs";import h from"node:path";var g={simple:`# .github/workflows/gatewright.yml, the simple variant: works in every repository at once, forks included.
# The workflow comes from the pull request itself, so whoever can push a branch can forge its green. Gatewright's
# docs/github.md explains it, and has variants that are worth more.
name: Gatewright
on:
  pull_request:
    # ready_for_review and edited (another base) change what is to be judged, and are not among the defaults.
    types: [opened, synchronize, reopened, ready_for_review, edited]
  merge_group: # without it a merge queue waits for the check until it gives up

permissions: {} # each job says what it needs

jobs:
  gatewright: # require this name; no \`if:\` and no path filter here: a skipped job counts as green
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read # fetch the commits of the change, and the policy; the only one that the verdict needs
      checks: write # show the report as the check "Gatewright report"
      pull-requests: write # keep one comment, comment on changed lines, read /gatewright accept and reviews
      security-events: write # send findings to code scanning
      actions: read # know since when the head is here, for accepts; code scanning asks for it in private repositories
    steps:
      # No checkout: the commits are fetched and read as data. Nothing of the pull request is run.
      - uses: gatewright/gatewright@<commit> # v0.1.0
`,hardened:`# .github/workflows/gatewright.yml, the hardened variant: the workflow comes from the default branch, so that no pull
# request edits it, and forks and Dependabot get the permissions below. Whoever can push a branch can still run
# another workflow that posts a check of this name. Gatewright's docs/github.md explains it, and what closes that.
#
# In a public repository GitHub blocks pull_request_target unless an event policy allows this file: Settings, Actions,
# Policies. A blocked run is a required check that never comes: allow the file first, require the job afterwards.
name: Gatewright
on:
  # Safe here: nothing of the pull request is checked out or run, and no step runs a command. The rule that is
  # ignored warns of workflows that do.
  pull_request_target: # zizmor: ignore[dangerous-triggers]
    # ready_for_review and edited (another base) change what is to be judged, and are not among the defaults.
    types: [opened, synchronize, reopened, ready_for_review, edited]
  merge_group: # without it a merge queue waits for the check until it gives up

permissions: {} # each job says what it needs

jobs:
  gatewright: # require this name; no \`if:\` and no path filter here: a skipped job counts as green
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read # fetch the commits of the change, and the policy; the only one that the verdict needs
      checks: write # show the report as the check "Gatewright report"
      pull-requests: write # keep one comment, comment on changed lines, read /gatewright accept and reviews
      security-events: write # send findings to code scanning
      actions: read # know since when the head is here, for accepts; code scanning asks for it in private repositories
    steps:
      # No checkout, and no other step beside this one: a command here would run with these permissions.
      - uses: gatewright/gatewright@<commit> # v0.1.0
`};const _=/gatewright\/gatewright@<commit> # v[\d.]+/;async function v(e){let{version:t}=d(),n=h.dirname(f()),r=m.existsSync(h.join(n,`.git`))?await y(n,e):null,i=r?.slug??`gatewright/gatewright`;return{uses:`${i}@${r?.commit??`<commit>`} # v${t}`,slug:i,version:t,pinned:r!==null}}async function y(e,t){let{GIT_DIR:i,GIT_WORK_TREE:a,GIT_COMMON_DIR:c,...l}=t,u=await n(e,l);if(u.kind===`folder`)return null;try{let e=await r(u),t=o(await s(u)),n=t&&t.repo.toLowerCase()===`gatewright`?`${t.owner}/${t.repo}`:null;return e===null?null:{slug:n,commit:e}}finally{await u.close()}}function b(e){return[`What only you can do:`,...[x(e),...e.variant===`hardened`?[C]:[],w(e),T(e),E].map((e,t)=>e.map((e,n)=>`${n===0?`${t+1}. `:`   `}${e}`)).flat(),``,S,``].join(`
`)}function x({edition:{pinned:e,slug:t,version:n}}){return e?[`See that the commit behind \`uses:\` is on GitHub as ${t}: it is the one of the clone that runs now.`,`It is pinned whole, so that nobody can move what runs. Dependabot and Renovate offer newer ones.`]:["Put the commit of the release in place of <commit> behind `uses:`. This prints it:",`git ls-remote https://github.com/${t} 'refs/tags/v${n}*' (the line that ends in ^{}, if there is one)`]}const S=`Gatewright's docs/github.md has more to copy: /gatewright accept in comments, audits, merge queues, shards.`,C=[`In a public repository, allow pull_request_target for this workflow: Settings, Actions, Policies.`,`GitHub blocks it otherwise, and a required check that is blocked never comes.`];function w({variant:e,branch:t}){let n=e===`hardened`?`That pull request itself is not judged: GitHub takes the workflow from the default branch.`:`Judging begins with the next pull request at the latest.`;return[`Commit both files and merge them into ${p(t)}. ${n}`]}function T({branch:e}){return[`Require the check \`gatewright\` for ${p(e)}: Settings, Rules, Rulesets, "Require status checks to pass",`,`source GitHub Actions. GitHub offers it only when it has succeeded within the last seven days, so let it run once first.`,`Until then its red stops nobody, which is a good week to watch what it says.`]}const E=[`Run gatewright doctor, with GITHUB_TOKEN set: it says what a green check is worth then, and why.`];async function D(t,r,i){let a=await n(t,r);try{if(a.kind===`folder`||a.root===null)throw new e(`${t} is not in a working tree of git: go into a clone of the repository to guard.`);return await u(await O(a,a.root,i)),0}finally{await a.close()}}async function O(e,n,r){A(n);let[o]=t(c(n)),s=await v(e.env),l=r.hardened?`hardened`:`simple`,u=[];if(o)u.push(`kept   ${o.workflow.path}: it runs Gatewright already`);else{let e=g[l].replace(_,s.uses);u.push(j(n,`.github/workflows/gatewright.yml`,e.replace(/^# \S+gatewright\.yml, the/,`# The`)))}u.push(j(n,a,`# What Gatewright judges and what blocks. It is read from the default branch, never from the change that is judged.
# Everything is optional; what is commented out shows what can be said. Only what a change causes can block, so what
# stood before needs no exceptions here.

mode: gate # observe: report everything, block nothing
threshold: error # warning: block warnings as well

# validators:
#   lint:
#     ignore: ['legacy/**']
#     rules: { no-unused-labels: off }
#   duplication:
#     limit: { lines: 60, share: 10 } # block copies of more than 60 added lines, or 10 % of all added lines
`));let d=(await i(e))?.label.replace(/^origin\//,``)??`the default branch`;return o?`${u.join(`
`)}\n\n${k(o,r)}\n`:`${u.join(`
`)}\n\n${b({edition:s,variant:l,branch:d})}`}function k({workflow:e},{hardened:t=!1}){return!t||e.events.has(`pull_request_target`)?`Next: gatewright doctor says what its check is worth.`:`${e.path} is not the hardened variant: to have that one, remove it and run init again.`}function A(t){for(let n of[`.github`,`.github/workflows`]){let r=m.lstatSync(h.join(t,n),{throwIfNoEntry:!1});if(r&&!r.isDirectory())throw new e(`${n} is not a folder: nothing was written.`)}}function j(e,t,n){let r=h.join(e,t);try{return m.mkdirSync(h.dirname(r),{recursive:!0}),m.writeFileSync(r,n,{flag:`wx`}),`wrote  ${t}`}catch(e){if(e instanceof Error&&`code`in e&&e.code===`EEXIST`)return`kept   ${t}: it is there already`;throw l(`cannot write ${t}`,e)}}export{D as init};