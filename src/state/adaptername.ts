/** What is a graphics adapter called, without the driver's own words around it? And is it hardware at all? */

/** WebGL's renderer as Chromium and Edge wrap it: `ANGLE (vendor, device and interface, driver)`. */
const ANGLE = /^ANGLE \((.*)\)$/;

/** The device's name, where it can be found in what the browser says; otherwise all of that. */
export function toAdapterName(adapter: string): string {
  const inside = ANGLE.exec(adapter)?.[1];
  if (inside === undefined) return adapter;
  const device = splitOutside(inside)[1] ?? inside;
  return device
    .replace(/\(0x[0-9a-f]+\)/gi, '')
    .replace(/^Vulkan [\d.]+ \((.*)\)$/, '$1')
    .replace(/\bDirect3D.*$/, '')
    .replace(/^ANGLE Metal Renderer: /, '')
    .trim();
}

/** True where the processor plays the graphics card. */
export function isSoftware(adapter: string): boolean {
  return /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render/i.test(adapter);
}

/** Splits at the commas that stand outside of parentheses. */
function splitOutside(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}
