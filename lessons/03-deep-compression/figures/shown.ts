/** The net that the lesson's figures show, for the settings as they stand. */
import type { Kernel } from '../../parts/kernels.ts';
import { type ShownKernel, useShownKernel as useShownOf } from '../../parts/layers.ts';
import * as net from '../lab/net.ts';
import { useSettings } from '../lesson.ts';

export const useShownNet = (): net.ShownNet => net.useShownNet(useSettings().settings);

export const useShownKernels = (): readonly Kernel[] => net.useShownKernels(useSettings().settings);

/** The layer that a figure looks at; no kernel while there is no compressed net. */
export const useShownKernel = (): ShownKernel => useShownOf(useShownKernels());
