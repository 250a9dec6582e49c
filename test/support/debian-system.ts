import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { buildAtomically } from '../../tools/setup/files.mjs';
import { cacheDir } from '../../tools/setup/paths.mjs';
import { type Program, startProgram } from './program.ts';

const cache = join(cacheDir, 'debian-system');
const archives = join(cache, 'archives');

/**
 * Makes the folder $0 the root of a separate mount namespace and starts systemd there. Devices,
 * kernel settings and other processes of this computer are out of its reach; the network is shared.
 */
const boot = `
cd "$0"
mount --bind . .
cd "$0"
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev
for name in null zero full random urandom tty; do
  touch dev/$name
  mount --bind /dev/$name dev/$name
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
mount -t tmpfs -o mode=1777 tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mount -t tmpfs tmpfs run
mount --bind /etc/resolv.conf etc/resolv.conf
mount --bind "$1" var/cache/apt/archives
mkdir -p tmp/.X11-unix mnt/old
[ ! -d /tmp/.X11-unix ] || mount --bind /tmp/.X11-unix tmp/.X11-unix
pivot_root . mnt/old
umount -l /mnt/old
exec env -i container=lanyard PATH=/usr/sbin:/usr/bin /usr/lib/systemd/systemd --unit=basic.target
`;

const proxies = Object.entries(process.env).filter(([name]) => /^(https?|no)_proxy$/i.test(name));

const environment = {
  ...Object.fromEntries(proxies),
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  HOME: '/root',
  DEBIAN_FRONTEND: 'noninteractive',
};

interface Outcome {
  code: number;
  output: string;
}

/** A minimal Debian of the release that runs here, in a folder, under its own systemd. */
export interface DebianSystem {
  folder: string;
  /**
   * Runs a command as root and returns its output. Throws with that output unless it ends with 0.
   */
  run(words: readonly string[], env?: Record<string, string>): string;
  /** The same, but any exit code is accepted. */
  attempt(words: readonly string[], env?: Record<string, string>): Outcome;
  /** Starts a command that keeps running; signals do not reach it from outside. */
  start(words: readonly string[], env?: Record<string, string>): Program;
  /** Ends all its processes and deletes the folder. */
  remove(): Promise<void>;
}

/**
 * Boots a clean system. debootstrap makes it the first time, and it is kept in `.cache`. Needs root
 * and the unified hierarchy of control groups.
 */
export async function bootDebian(): Promise<DebianSystem> {
  mkdirSync(archives, { recursive: true });
  const tarball = await bootstrapped();
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-debian-'));
  execFileSync('tar', ['--extract', '--numeric-owner', '--file', tarball, '--directory', folder]);
  const own = ['--mount', '--pid', '--ipc', '--uts', '--fork', '--kill-child'];
  const words = [...own, 'sh', '-ec', boot, folder, archives];
  const computer = spawn('unshare', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  const isOff = new Promise((resolve) => computer.once('close', resolve));
  const init = await waitFor('systemd', 60, () => childOf(computer.pid ?? 0));
  const command = (words: readonly string[]): string[] => [
    'nsenter',
    `--target=${init}`,
    '--mount',
    '--pid',
    '--ipc',
    '--uts',
    '--root',
    '--wd',
    ...words,
  ];
  const attempt: DebianSystem['attempt'] = (words, env = {}) => {
    const [program = '', ...args] = command(words);
    const { status, error, stdout, stderr } = spawnSync(program, args, {
      env: { ...environment, ...env },
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (error !== undefined) throw error;
    return { code: status ?? -1, output: `${stdout}${stderr}` };
  };
  await waitFor('a running system', 60, () =>
    /running|degraded/.test(attempt(['systemctl', 'is-system-running']).output) ? true : null,
  );
  return {
    folder,
    attempt,
    run: (words, env) => {
      const { code, output } = attempt(words, env);
      if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}:\n${output}`);
      return output;
    },
    start: (words, env = {}) => startProgram(command(words), { env: { ...environment, ...env } }),
    remove: async () => {
      computer.kill('SIGKILL');
      await isOff;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function childOf(parent: number): number | null {
  const child = Number(readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8'));
  // Until systemd replaces it, this is the shell that makes the mounts.
  if (child === 0 || readFileSync(`/proc/${child}/comm`, 'utf8') !== 'systemd\n') return null;
  return child;
}

async function bootstrapped(): Promise<string> {
  const release = readFileSync('/etc/os-release', 'utf8');
  const name = /^VERSION_CODENAME="?(\w+)/m.exec(release)?.[1];
  if (name === undefined) throw new Error('this system does not name its release');
  const tarball = join(cache, `${name}.tar`);
  if (existsSync(tarball)) return tarball;
  await buildAtomically(tarball, async (work) => {
    const folder = join(work, 'root');
    const options = ['--variant=minbase', '--include=systemd,udev,dbus'];
    execFileSync('debootstrap', [...options, name, folder], { stdio: 'ignore' });
    rmSync(join(folder, 'var/cache/apt/archives'), { recursive: true });
    mkdirSync(join(folder, 'var/cache/apt/archives'));
    const made = join(work, 'root.tar');
    const words = ['--create', '--numeric-owner', '--file', made, '--directory', folder, '.'];
    execFileSync('tar', words);
    return made;
  });
  return tarball;
}
