import { maxEventTableBytes } from '../../../domain/organiser/event.ts';
import { RequestFailure } from '../client/failure.ts';

/**
 * Opens the browser's file dialog; resolves to null if no file is chosen.
 *
 * @param accept the offered file extensions, in the form of `input`'s attribute
 */
export function chosenFile(accept: string): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

/** Encodes a table of an event for a request. Throws RequestFailure if it is too large to send. */
export async function base64Of(file: File): Promise<string> {
  if (file.size > maxEventTableBytes) throw new RequestFailure('import-too-large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
