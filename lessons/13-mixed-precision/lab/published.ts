/** Top-1 accuracy on ImageNet in percent, trained in float32 and in mixed precision. */
export interface PublishedNet {
  readonly net: string;
  readonly single: number;
  readonly mixed: number;
}

/** As Song Han's lecture in Stanford's CS231n shows them. */
export const SOURCE = 'NVIDIA, 2017, as shown in CS231n (2017), lecture 15';

export const PUBLISHED: readonly PublishedNet[] = [
  { net: 'AlexNet', single: 58.62, mixed: 58.12 },
  { net: 'Inception-v3', single: 71.75, mixed: 71.17 },
  { net: 'ResNet-50', single: 73.85, mixed: 73.6 },
];
