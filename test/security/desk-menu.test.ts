import { describe, expect, it } from 'vitest';
import { deskMenu } from '../../main/app/security/desk-menu.ts';

function rolesOf(isDevelopment: boolean): string[] {
  const parts = deskMenu('linux', isDevelopment);
  const rows = parts.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  return [...parts, ...rows].flatMap(({ role }) => (role === undefined ? [] : [role]));
}

describe('the menu of a desk', () => {
  it('has DevTools in development alone, and help that leads to web pages never', () => {
    expect(rolesOf(true)).toContain('toggleDevTools');
    expect(rolesOf(false)).not.toContain('toggleDevTools');
    // These two roles of Electron bring DevTools and web pages with them.
    for (const role of ['viewMenu', 'help']) expect(rolesOf(false)).not.toContain(role);
    expect(rolesOf(false)).toContain('editMenu');
  });
});
