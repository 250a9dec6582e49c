export interface HubDraft {
  name: string;
  port: string;
}

export const firstHubDraft: HubDraft = { name: '', port: '7443' };

/** The hub that the draft describes; null if its name is empty or its port is not 1024 to 65535. */
export function hubOf({ name, port }: HubDraft): { name: string; port: number } | null {
  const number = /^\d{1,5}$/.test(port.trim()) ? Number(port) : 0;
  if (name.trim() === '' || number < 1024 || number > 65_535) return null;
  return { name: name.trim(), port: number };
}
