/** OKO_FULL=1 runs also what another test comes close to (CONTRIBUTING.md). */
export const isFull = process.env.OKO_FULL === '1';
