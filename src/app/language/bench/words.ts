import { i18n } from '../i18n.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Teaches the page the bench's words. */
export function addBenchWords(): void {
  i18n.addResourceBundle('en', 'bench', en);
  i18n.addResourceBundle('zh', 'bench', zh);
}
