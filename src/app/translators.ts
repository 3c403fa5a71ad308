/**
 * Keeps the page alive under a browser's translator. Chrome's takes text out of the page and sets `<font>`
 * elements with its translation in the same places. React goes on writing to the text nodes that it knows, so
 * that numbers would stand still, and throws when a part of the page goes whose text is no longer where it
 * was (React issue 11538, "Make React resilient to DOM mutations from Google Translate"). Here a text node
 * that is written to comes back into the page in the place of its translation, which the translator then
 * makes anew; and what is to be removed or inserted before is looked for under the element that stands in for
 * it.
 */

/** Where a text was: what stands there now, and with it the other texts that it stands in for, in order. */
interface StandIn {
  readonly element: Element;
  readonly texts: Node[];
}

/** Begins for all that is below `root`; returns how to end it. */
export function surviveTranslators(root: Node): () => void {
  const byText = new WeakMap<Node, StandIn>();
  const byElement = new WeakMap<Node, StandIn>();
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'characterData') bringBack(record.target);
      else for (const node of record.removedNodes) noteRemoved(node, record);
    }
  });

  const noteRemoved = (node: Node, record: MutationRecord) => {
    if (node.nodeType !== Node.TEXT_NODE || node.isConnected) return;
    const element = [...record.addedNodes, record.previousSibling, record.nextSibling].find(isForeign);
    if (element === undefined) return;
    const standIn = byElement.get(element) ?? { element, texts: [] };
    byElement.set(element, standIn);
    byText.set(node, standIn);
    standIn.texts.push(node);
    // A text outside the page is no longer below `root`.
    observer.observe(node, { characterData: true });
  };

  const bringBack = (text: Node) => {
    const standIn = byText.get(text);
    if (standIn === undefined || text.isConnected || !standIn.element.isConnected) return;
    standIn.element.replaceWith(...standIn.texts);
    for (const each of standIn.texts) byText.delete(each);
    byElement.delete(standIn.element);
  };

  /** The child of `parent` that `node` is in, or that stands in for it. */
  const findHost = (parent: Node, node: Node): Node | null => {
    let at: Node | null = byText.get(node)?.element ?? node;
    while (at !== null && at.parentNode !== parent) at = at.parentNode;
    return at;
  };

  const forget = (node: Node) => {
    const standIn = byText.get(node);
    if (standIn === undefined) {
      node.parentNode?.removeChild(node);
      return;
    }
    byText.delete(node);
    standIn.texts.splice(standIn.texts.indexOf(node), 1);
    if (standIn.texts.length === 0) standIn.element.remove();
  };

  const restore = patchTree(findHost, forget);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    restore();
  };
}

/**
 * Has every removal and insertion look for its child where a translator has put it; returns how to end it.
 * @param findHost the child of a parent that a node is in
 * @param forget takes a node out of the page, wherever it is
 */
function patchTree(
  findHost: (parent: Node, node: Node) => Node | null,
  forget: (node: Node) => void,
): () => void {
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function removeWherever<T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this || findHost(this, child) === null) removeChild.call(this, child);
    else forget(child);
    return child;
  };
  Node.prototype.insertBefore = function insertBeforeWherever<T extends Node>(
    this: Node,
    node: T,
    before: Node | null,
  ): T {
    const host = before === null || before.parentNode === this ? before : findHost(this, before);
    insertBefore.call(this, node, host ?? before);
    return node;
  };
  return () => void Object.assign(Node.prototype, { removeChild, insertBefore });
}

function isForeign(node: Node | null): node is Element {
  return node?.nodeName === 'FONT';
}
