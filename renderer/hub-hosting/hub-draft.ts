/** The form for a hub on this desk. */
export interface HubDraft {
  name: string;
  port: string;
}

export const firstHubDraft: HubDraft = { name: '', port: '7443' };

/** The hub that the draft describes; null if name or port is not valid. */
export function hubOf({ name, port }: HubDraft): { name: string; port: number } | null {
  const number = /^\d{1,5}$/.test(port.trim()) ? Number(port) : 0;
  if (name.trim() === '' || number < 1024 || number > 65_535) return null;
  return { name: name.trim(), port: number };
}
