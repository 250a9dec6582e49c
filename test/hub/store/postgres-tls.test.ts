import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { postgresConnection } from '../../../hub/store/postgres.ts';

/** The TLS setting that the driver derives from a URL. */
const tlsTo = (url: string): unknown => new pg.Client(postgresConnection(url)).ssl;

describe('PostgreSQL', () => {
  it.each([
    'postgres://hub@db.example/hub',
    'postgres://hub@192.168.1.9/hub',
    'postgres://hub@localhost/hub?host=db.example',
    'postgres://hub@db.example/hub?sslmode=verify-full',
  ])('on another machine is reached by TLS with a checked certificate: %s', (url) => {
    // An empty object: the driver's default TLS, which verifies.
    expect([true, {}]).toContainEqual(tlsTo(url));
  });

  it.each([
    'postgres://hub@db.example/hub?sslmode=disable',
    'postgres://hub@db.example/hub?sslmode=no-verify',
    'postgres://hub@db.example/hub?ssl=0',
    'postgres://hub@db.example/hub?uselibpqcompat=true&sslmode=require',
  ])('on another machine is refused where the URL takes TLS or the check away: %s', (url) => {
    expect(() => postgresConnection(url)).toThrow('needs-tls');
  });

  it.each([
    'postgres://hub@localhost/hub',
    'postgres://hub@127.0.0.1:5433/hub',
    'postgres://hub@[::1]/hub',
    'postgres:///hub?host=/var/run/postgresql',
  ])('on this machine goes without: %s', (url) => expect(tlsTo(url)).toBe(false));
});
