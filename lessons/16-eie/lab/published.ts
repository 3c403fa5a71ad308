/** The published chip (Han et al. 2016, arXiv 1602.01528, section VI and table 5). */
export const CHIP = { elements: 64, depth: 8 } as const;
