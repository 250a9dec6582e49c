import { execFileSync } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readAccess } from '../../hub/cli/places.ts';
import { openExchange } from '../../hub/exchange/exchange.ts';
import { stationCheckSchema } from '../../preload/contract/station/care.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { debianVersion, makeDeb } from '../../tools/package/deb.mjs';
import { packUnpackedIfChanged } from '../../tools/package/pack.mjs';
import { ensureDebianPackages, root } from '../../tools/runtime.mjs';
import { requireFromRoot } from '../../tools/setup/paths.mjs';
import { bootDebian, type DebianSystem } from '../support/debian-system.ts';

const version: string = requireFromRoot('./package.json').version;
/** Any time works: September 2026. */
const date = 1_790_000_000;
const user = 'guest';
const home = `/home/${user}`;
const runtime = inject('electron');
// Only root may mount and see another system's processes.
const isRoot = process.getuid?.() === 0;

let system: DebianSystem;
let first: string;
let next: string;
let hubBefore: string;

beforeAll(async () => {
  if (!isRoot) return;
  await ensureDebianPackages(['debTest']);
  const { folder: app } = await packUnpackedIfChanged();
  const folder = join(root, 'dist/for-tests');
  first = await makeDeb({ app, version: `${version}-test`, folder, date });
  next = laterVersion(first, folder);
  system = await bootDebian();
  system.run(['apt-get', 'update']);
}, 1_800_000);
afterAll(() => system?.remove());

/** The next release of a test package: the same with another number, stored without compression. */
function laterVersion(deb: string, folder: string): string {
  const tree = join(folder, 'later');
  rmSync(tree, { recursive: true, force: true });
  execFileSync('dpkg-deb', ['--raw-extract', deb, tree]);
  const control = join(tree, 'DEBIAN/control');
  const text = readFileSync(control, 'utf8').replace(/^Version: .*$/m, `Version: ${version}`);
  writeFileSync(control, text);
  const made = join(folder, `lanyard_${version}_later.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, made]);
  rmSync(tree, { recursive: true });
  return made;
}

/** Installs a package with apt, as an administrator would, with its dependencies. */
function install(deb: string): void {
  const copy = join(system.folder, 'root', basename(deb));
  copyFileSync(deb, copy);
  system.run(['apt-get', 'install', '--yes', `/root/${basename(deb)}`]);
  rmSync(copy);
}

const inside = (path: string): string => join(system.folder, path);
const text = (path: string): string => readFileSync(inside(path), 'utf8');
const fieldOf = (field: string): string =>
  system.run(['dpkg-query', '--show', '--showformat', `\${${field}}`, 'lanyard']);
const isKnown = (database: 'passwd' | 'group', name: string): boolean =>
  system.attempt(['getent', database, name]).code === 0;
const stateOf = (unit: string): string[] =>
  ['is-active', 'is-enabled'].map((verb) =>
    system.attempt(['systemctl', verb, unit]).output.trim(),
  );

const asUser = ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'];
/** A session of the user with an unlocked keychain. */
const session = [
  ...asUser,
  'dbus-run-session',
  '--',
  'sh',
  '-c',
  'printf word | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$0" "$@"',
];
const desk = ['lanyard', '--disable-gpu', '--password-store=gnome-libsecret'];
const data = `${home}/data`;
const display = (): Record<string, string> => ({
  HOME: home,
  XDG_RUNTIME_DIR: home,
  XDG_CURRENT_DESKTOP: 'GNOME',
  DISPLAY: runtime.env.DISPLAY ?? '',
  LANYARD_DATA_DIR: data,
});

/** The id of the hub that the service runs, once it answers over TLS. */
function hubId(): Promise<string> {
  return waitFor('the hub', 60, async () => {
    const access = readAccess(inside('/var/lib/lanyard/hub'));
    if (access === null) return null;
    const exchange = openExchange(access.url, access.authority, null);
    try {
      const health = await exchange.ask({ method: 'GET', path: '/v1/health' });
      return JSON.parse(Buffer.from(health).toString()).hub;
    } catch {
      // The address is from an earlier start.
      return null;
    } finally {
      await exchange.close();
    }
  });
}

function setHubOptions(options: string): void {
  const file = inside('/etc/default/lanyard-hub');
  writeFileSync(file, `LANYARD_HUB_OPTIONS="${options} --port 0 --host 127.0.0.1"\n`);
}

/**
 * Opens a station, and ends it in order once its window is painted, its store is open and a copy is
 * made. `before` runs `words`.
 */
async function openStation(
  before: readonly string[],
  words: readonly string[],
  env: Record<string, string>,
): Promise<void> {
  const folder = inside(`${home}/installed`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  // With this file a packed app reports that it works (tools/package/launcher/lanyard-start).
  writeFileSync(join(folder, 'pointer'), `current=${version}\n`);
  const owner = statSync(inside(home));
  chownSync(folder, owner.uid, owner.gid);
  const named = ['sh', '-c', 'echo $$ > "$HOME/installed/pid"; exec "$0" "$@"', ...words];
  const updateRoot = { LANYARD_UPDATE_ROOT: `${home}/installed` };
  const program = system.start([...before, ...named], { ...env, ...updateRoot });
  let isOver = false;
  void program.ended.then(() => {
    isOver = true;
  });
  const copies = inside(`${env.LANYARD_DATA_DIR}/backups`);
  await waitFor(`a station:\n${program.tail()}`, 120, () => {
    if (isOver) throw new Error(program.tail());
    const isReady = existsSync(join(folder, 'ready'));
    return isReady && existsSync(copies) && readdirSync(copies).length > 0 ? true : null;
  });
  system.run(['kill', '-TERM', readFileSync(join(folder, 'pid'), 'utf8').trim()]);
  const { code, output } = await program.ended;
  expect(code, output).toBe(0);
}

function stationCheck() {
  const words = [...session, ...desk, '--doctor', '--json'];
  const { code, output } = system.attempt(words, display());
  const json = output.slice(output.indexOf('\n{') + 1, output.lastIndexOf('\n}') + 2);
  return { code, findings: stationCheckSchema.parse(JSON.parse(json)).findings };
}

describe.runIf(isRoot)('the Debian package', () => {
  it('has no error for lintian', () => {
    const words = ['--allow-root', '--fail-on', 'error', first];
    expect(execFileSync('lintian', words, { encoding: 'utf8' })).not.toMatch(/^E:/m);
  });

  it('is installed by apt in a clean system, and names the package of every library', () => {
    install(first);
    expect(fieldOf('Version')).toBe(debianVersion(`${version}-test`));
    const files = system.run(['dpkg', '--listfiles', 'lanyard']).split('\n');
    const isProgram = /^\/usr\/lib\/lanyard\/(lanyard|.*\.(so(\.\d+)?|node))$/;
    const programs = files.filter((path) => isProgram.test(path));
    expect(programs.length).toBeGreaterThan(6);
    const linked = system.run(['ldd', ...programs]);
    expect(linked).not.toContain('not found');
    const needed = programs.flatMap((path) => neededBy(inside(path)));
    const libraries = [...linked.matchAll(/^\t(\S+) => (\/(?:usr\/)?lib\/\S+)/gm)]
      .filter(([, name = '']) => needed.includes(name))
      .map(([, , path = '']) => path.replace(/^\/lib/, '/usr/lib'));
    expect(new Set(libraries).size).toBeGreaterThan(30);
    const depends = fieldOf('Depends');
    const owners = system.run(['dpkg', '--search', ...new Set(libraries)]).matchAll(/^([^:,]+)/gm);
    for (const [owner] of owners) {
      if (owner !== 'lanyard') expect(depends.split(/[ ,]+/)).toContain(owner);
    }
    expect(system.run(['dpkg', '--verify', 'lanyard'])).toBe('');
  });

  it('leaves both services off', () => {
    for (const unit of ['lanyard-hub', 'lanyard-kiosk']) {
      expect(stateOf(unit)).toEqual(['inactive', 'disabled']);
    }
  });

  it('has units, rules and a manual in which systemd, udev and man find no fault', () => {
    system.run(['apt-get', 'install', '--yes', 'cage', 'man-db']);
    const units = ['lanyard-hub.service', 'lanyard-kiosk.service'];
    expect(system.run(['systemd-analyze', 'verify', ...units])).toBe('');
    const examples = '/usr/share/doc/lanyard/examples';
    const rules = [
      '/usr/lib/udev/rules.d/70-lanyard.rules',
      `${examples}/71-lanyard-no-sticks.rules`,
    ];
    expect(system.run(['udevadm', 'verify', ...rules])).toContain('Fail:    0');
    expect(system.run(['man', '--warnings', 'lanyard-hub'])).toContain('lanyard-hub.service');
  });

  it('runs the hub as a confined service, and takes commands from an administrator', async () => {
    setHubOptions('--new-event');
    system.run(['systemctl', 'start', 'lanyard-hub']);
    await waitFor('the code of the first organiser', 60, () =>
      system.run(['journalctl', '--unit=lanyard-hub']).includes('Code: ') ? true : null,
    );
    system.run(['systemctl', 'stop', 'lanyard-hub']);
    setHubOptions('');
    system.run(['systemctl', 'enable', '--now', 'lanyard-hub']);
    hubBefore = await hubId();
    expect(system.run(['journalctl', '--unit=lanyard-hub'])).toContain(': lanyard-hub invite');
    const invite = system.run(['lanyard-hub', 'invite', '--mode', 'desk']);
    expect(invite).toMatch(/code {5}[A-Z0-9]{4} [A-Z0-9]{4}/);
    const { mode, uid } = statSync(inside('/var/lib/lanyard/hub/hub.db'));
    expect(mode & 0o077).toBe(0);
    expect(uid).toBe(Number(system.run(['id', '--user', 'lanyard-hub'])));
  });

  it('opens a desk for a user, whose station check finds nothing wrong', async () => {
    system.run(['useradd', '--create-home', user]);
    await openStation(session, [...desk, '--demo'], display());
    const { code, findings } = stationCheck();
    expect(findings.filter(({ state }) => state === 'warning' || state === 'error')).toEqual([]);
    expect(findings.find(({ check }) => check === 'key')?.state).toBe('ok');
    expect(code).toBe(0);
  });

  it('opens a station in the kiosk session, under cage without a screen', async () => {
    const entry = text('/usr/share/wayland-sessions/lanyard-kiosk.desktop');
    const [, line = ''] = /^Exec=(.*)$/m.exec(entry) ?? [];
    const [cage, station = ''] = line.split(' -- ');
    expect(cage).toBe('cage');
    writeFileSync(inside(`${home}/kiosk.json`), '{"mode": "kiosk"}', { mode: 0o644 });
    await openStation([...asUser, 'cage', '--'], station.split(' '), {
      HOME: home,
      XDG_RUNTIME_DIR: home,
      WLR_BACKENDS: 'headless',
      WLR_RENDERER: 'pixman',
      WLR_LIBINPUT_NO_DEVICES: '1',
      LANYARD_DATA_DIR: `${home}/kiosk`,
      LANYARD_CONFIG: `${home}/kiosk.json`,
    });
  });

  it('is upgraded with its data and what the administrator chose, and starts the hub again', async () => {
    const options = text('/etc/default/lanyard-hub');
    const mainProcess = (): string =>
      system.run(['systemctl', 'show', '--property=MainPID', 'lanyard-hub']);
    const before = mainProcess();
    install(next);
    expect(fieldOf('Version')).toBe(version);
    expect(text('/etc/default/lanyard-hub')).toBe(options);
    expect(stateOf('lanyard-hub')).toEqual(['active', 'enabled']);
    expect(stateOf('lanyard-kiosk')).toEqual(['inactive', 'disabled']);
    expect(mainProcess()).not.toBe(before);
    expect(await hubId()).toBe(hubBefore);
    expect(stationCheck().code).toBe(0);
  });

  it('is removed and leaves all data; installed again, the hub goes on', async () => {
    system.run(['apt-get', 'remove', '--yes', 'lanyard']);
    for (const gone of ['/usr/lib/lanyard', '/usr/bin/lanyard', '/usr/share/doc/lanyard']) {
      expect(existsSync(inside(gone)), gone).toBe(false);
    }
    const kept = ['/var/lib/lanyard/hub/hub.db', '/etc/default/lanyard-hub', `${data}/lanyard.db`];
    for (const path of kept) expect(existsSync(inside(path)), path).toBe(true);
    expect(isKnown('passwd', 'lanyard-hub')).toBe(true);
    expect(stateOf('lanyard-hub')[0]).toBe('inactive');
    install(next);
    system.run(['systemctl', 'start', 'lanyard-hub']);
    expect(await hubId()).toBe(hubBefore);
  });

  it('is purged with the hub’s data and user, and leaves people’s own', async () => {
    system.run(['apt-get', 'purge', '--yes', 'lanyard']);
    const gone = ['/var/lib/lanyard', '/etc/default/lanyard-hub', '/etc/pam.d/lanyard-kiosk'];
    for (const path of gone) expect(existsSync(inside(path)), path).toBe(false);
    expect(isKnown('passwd', 'lanyard-hub')).toBe(false);
    expect(isKnown('group', 'lanyard-hub')).toBe(false);
    expect(system.attempt(['dpkg-query', '--status', 'lanyard']).code).not.toBe(0);
    expect(existsSync(inside(`${data}/lanyard.db`))).toBe(true);
    install(next);
    expect(stateOf('lanyard-hub')).toEqual(['inactive', 'disabled']);
    setHubOptions('');
    system.run(['systemctl', 'start', 'lanyard-hub']);
    expect(await hubId()).not.toBe(hubBefore);
  });
});

/** Names of the libraries that an ELF file is linked with. */
function neededBy(path: string): string[] {
  const output = execFileSync('readelf', ['--dynamic', '--wide', path], { encoding: 'utf8' });
  return [...output.matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, name = '']) => name);
}
