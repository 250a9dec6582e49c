/** A stand-in for the badge's bitmap: black on white, of the size of a badge on an 80 mm roll. */
export async function badgePicture(
  name: string,
  nativeName: string,
): Promise<{ png: Uint8Array; width: number; height: number; missingGlyphs: string[] }> {
  const width = 576;
  const height = 860;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, 70);
  context.textAlign = 'center';
  context.font = '700 52px "Lanyard Sans", sans-serif';
  const words = name.split(' ');
  for (const [index, word] of words.entries()) {
    context.fillText(word, width / 2, 220 + index * 64, width - 40);
  }
  context.font = '400 34px sans-serif';
  context.fillText(nativeName, width / 2, 240 + words.length * 64, width - 40);
  for (let row = 0; row < 21; row += 1) {
    for (let column = 0; column < 21; column += 1) {
      if ((row * 7 + column * 13 + row * column) % 3 === 0) {
        context.fillRect(183 + column * 10, 600 + row * 10, 10, 10);
      }
    }
  }
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return { png: new Uint8Array(await blob.arrayBuffer()), width, height, missingGlyphs: [] };
}
