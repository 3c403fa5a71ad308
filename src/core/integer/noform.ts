/** A model that has no form in whole numbers; the sentence names the layer, and what is missing. */
export class NoIntegerForm extends Error {
  override readonly name = 'NoIntegerForm';
}
