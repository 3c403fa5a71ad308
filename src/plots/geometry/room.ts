/**
 * The height of a drawing where the page gives one: a lesson's figure has what its screen leaves, and its
 * charts take that instead of the height that they would like best.
 */

/**
 * Height of the plot itself.
 * @param wish where the page gives no height
 * @param height of the whole drawing, where the page gives one
 * @param around what axes, names and keys take of it
 * @param least below which nothing can be read; a drawing then outgrows its room
 */
export function fitPlot(wish: number, height: number | undefined, around: number, least: number): number {
  return height === undefined ? wish : Math.max(least, height - around);
}
