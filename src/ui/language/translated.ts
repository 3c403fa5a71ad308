/** The shape of a dictionary in another language: the same keys, any text. */
export type Translated<Dictionary> = {
  readonly [Key in keyof Dictionary]: Dictionary[Key] extends string ? string : Translated<Dictionary[Key]>;
};
