/**
 * Reads one of the app's own files.
 *
 * @throws Error if it is missing
 */
export async function fetchBytes(address: string): Promise<ArrayBuffer> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.arrayBuffer();
}
