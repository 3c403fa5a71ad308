/** The trade's words in both languages. `<Term id>` opens them in the prose. */
import { COMPRESSION_TERMS } from './compression.ts';
import { NETWORK_TERMS } from './network.ts';
import { TRAINING_TERMS } from './training.ts';

export const GLOSSARY = { ...NETWORK_TERMS, ...TRAINING_TERMS, ...COMPRESSION_TERMS } as const;

export type GlossaryKey = keyof typeof GLOSSARY;
