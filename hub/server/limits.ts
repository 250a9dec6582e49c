/** Everything that keeps one sender from taking the hub away from the others. Times in milliseconds. */
export interface ServerLimits {
  /** Largest bodies, in bytes. */
  body: { usual: number; handshake: number; entries: number };
  /** Requests a minute. */
  perKiosk: number;
  perAdmin: number;
  /** Of one account of the organiser's page, all its browsers together. */
  perAccount: number;
  /** Of one address: sign-ins of the organiser's page, each step counted. */
  signInPerAddress: number;
  /** Of one address without a token (health, authority, the organiser's page). */
  perAddress: number;
  /** Enrolments, and requests with a token that nobody has, of one address. */
  enrolPerAddress: number;
  badTokensPerAddress: number;
  /** Open connections, those of hints among them. */
  connections: number;
  /** A TLS handshake, all headers, a whole request. */
  handshake: number;
  headers: number;
  request: number;
  /** A connection on which nothing moves; longer than the heartbeat of hints. */
  idle: number;
  /** How often slow senders are looked for. */
  lookForSlow: number;
  /** How long a stop waits for requests under way. */
  stop: number;
  /** Bytes that a line of hints may lag behind before it is ended. */
  hintsBehind: number;
}

/** For a venue: a thousand kiosks, which may all come from one address (NAT). */
export const usualLimits: ServerLimits = {
  body: { usual: 256 * 1024, handshake: 2 * 2 ** 20, entries: 4 * 2 ** 20 },
  perKiosk: 6_000,
  perAdmin: 6_000,
  perAccount: 1_200,
  signInPerAddress: 30,
  perAddress: 600,
  enrolPerAddress: 20,
  badTokensPerAddress: 60,
  connections: 5_000,
  handshake: 10_000,
  headers: 10_000,
  request: 30_000,
  idle: 60_000,
  lookForSlow: 2_000,
  stop: 5_000,
  hintsBehind: 64 * 1024,
};
