/** Hands a file to the browser to be kept, as if a link to it had been followed. */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it over by then; some read it a little later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
