/** Hands the reader a file. */
export function saveFile(name: string, content: string | Uint8Array, type: string): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download reads the blob after the click; a minute is enough for any of ours.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
