/** A text in both languages of the lab: what a technique calls its options where a form shows them. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}
