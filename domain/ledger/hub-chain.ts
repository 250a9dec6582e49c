/**
 * Who writes the hub's own chain: a new id for every epoch, so that a restored hub never writes a
 * second history of one chain. It is the epoch's UUID with the version digit 8 (RFC 9562, 5.8).
 * Stations have random ids (version 4), so the two cannot be confused.
 */
export function hubAuthor(epoch: string): string {
  return `${epoch.slice(0, 14)}8${epoch.slice(15)}`;
}

/** Whether a chain is a hub's, and not a station's. */
export function isHubAuthor(station: string): boolean {
  return station[14] === '8';
}
