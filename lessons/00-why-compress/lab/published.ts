/**
 * Large nets before and after Deep Compression (Han et al. 2016, arXiv 1510.00149, tables 1, 4 and 5), and
 * the size beyond which an app store sent no app over a phone's network (the same, section 1).
 */
export const LARGE_NETS = [
  { id: 'alexnet', name: 'AlexNet', bytes: 240e6, deepBytes: 6.9e6 },
  { id: 'vgg-16', name: 'VGG-16', bytes: 552e6, deepBytes: 11.3e6 },
] as const;

export const STORE_MEGABYTES = 100;

/** A net of a billion weights that answers so often, as EIE has it (arXiv 1602.01528, section 1). */
export const BILLION = { weights: 1e9, perSecond: 20 } as const;
