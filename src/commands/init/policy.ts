/** The policy that `gatewright init` writes: the defaults, and what people change first. */

export const POLICY = `# What Gatewright judges and what blocks. It is read from the default branch, never from the change that is judged.
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
`;
