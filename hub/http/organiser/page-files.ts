import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * The page's own policy: its scripts, styles, fonts and pictures, and calls to this hub; nothing
 * inline, no other host, no frame. The page itself draws `data:` and `blob:` pictures.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const pageHeaders = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), payment=()',
} as const;

/** Seconds to cache a file with a hash in its name: other content has another name. */
const forAYear = 365 * 24 * 60 * 60;
/** The build's names of files with a hash, such as `assets/index-Bx3_k9Qz.js`. */
const hashed = /^assets\/[\w.-]*-[\w-]{8,}\.\w+$/;
/** Allows no parent folder, no hidden file, no unusual characters. */
const ordinary = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/**
 * Serves the built page at `/organiser/` to anyone: it holds no data. HTML is never cached, files
 * with a hash in their name are cached for a year. If no page was built, the answer says so.
 *
 * @param folder absolute path of the built page (`out/organiser`); null or missing: none
 */
export async function addPageFiles(app: FastifyInstance, folder: string | null): Promise<void> {
  // The plugin must not add routes: the hub's guard must know each.
  await app.register(fastifyStatic, { root: folder ?? '/', serve: false, index: false });
  const config = { access: 'public' } as const;
  const send = (reply: FastifyReply, file: string): FastifyReply => {
    reply.headers(pageHeaders);
    if (folder === null || !existsSync(join(folder, 'index.html'))) {
      reply.code(404).type('text/plain; charset=utf-8');
      return reply.send('The organiser page has not been built on this hub: npm run build\n');
    }
    if (!isInside(folder, file)) {
      reply.code(404).type('text/plain; charset=utf-8');
      return reply.send('There is no such file.\n');
    }
    const isKept = hashed.test(file);
    const kept = `private, max-age=${forAYear}, immutable`;
    reply.header('cache-control', isKept ? kept : 'no-store');
    return reply.sendFile(file, folder, { cacheControl: false, dotfiles: 'deny' });
  };
  app.get('/organiser', { config }, (_request, reply) => reply.redirect('/organiser/', 308));
  app.get('/organiser/', { config }, (_request, reply) => send(reply, 'index.html'));
  app.get<{ Params: { '*': string } }>('/organiser/*', { config }, (request, reply) =>
    send(reply, request.params['*']),
  );
}

/** Whether the file is in the folder itself; symbolic links that lead out of it do not count. */
function isInside(folder: string, file: string): boolean {
  const path = join(folder, file);
  if (!ordinary.test(file) || !existsSync(path)) return false;
  return realpathSync(path).startsWith(realpathSync(folder) + sep);
}
