import { Secret, TOTP } from 'otpauth';
import {
  csrfHeader,
  type IssuedSetUp,
  type NewAccount,
  type SessionAnswer,
  type SetUpAnswer,
  type SetUpDone,
  sessionAnswerSchema,
  setUpAnswerSchema,
  setUpDoneSchema,
  signInAnswerSchema,
} from '../../../../domain/organiser/access.ts';
import { type RawAnswer, sendRaw, type TestHub } from '../support.ts';

export const goodPassword = 'correct horse battery staple';

/**
 * The parts of a browser that matter here: it keeps cookies, and names the page that it asks from.
 */
export class TestBrowser {
  readonly #hub: TestHub;
  readonly cookies = new Map<string, string>();
  csrf = '';

  constructor(hub: TestHub) {
    this.#hub = hub;
  }

  async send(method: string, path: string, json?: unknown): Promise<RawAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await sendRaw(this.#hub, {
      method,
      path: `/v1/organiser/${path}`,
      headers: {
        origin: this.#hub.url,
        'user-agent': 'TestBrowser/1',
        [csrfHeader]: this.csrf,
        ...(cookie === '' ? {} : { cookie }),
      },
      json,
    });
    this.#keep(answer);
    return answer;
  }

  get(path: string): Promise<RawAnswer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<RawAnswer> {
    return this.send('POST', path, body);
  }

  /** First step of a sign-in. */
  begin(name: string, password: string = goodPassword): Promise<RawAnswer> {
    return this.post('sign-in', { name, password });
  }

  async signIn(name: string, code: string, password: string = goodPassword): Promise<RawAnswer> {
    const { ticket } = signInAnswerSchema.parse(jsonOf(await this.begin(name, password)));
    return this.finish(ticket, code);
  }

  async finish(ticket: string, code: string): Promise<RawAnswer> {
    const answer = await this.post('sign-in/code', { ticket, code });
    if (answer.status === 200) this.#enter(sessionAnswerSchema.parse(jsonOf(answer)));
    return answer;
  }

  async setUp({ code }: Pick<IssuedSetUp, 'code'>): Promise<SetUpDone & { totp: TestTotp }> {
    const begun = setUpAnswerSchema.parse(jsonOf(await this.post('set-up', { code })));
    const totp = new TestTotp(this.#hub, begun);
    const finish = { ticket: begun.ticket, password: goodPassword, code: totp.code() };
    const done = setUpDoneSchema.parse(jsonOf(await this.post('set-up/finish', finish)));
    this.#enter(done.session);
    return { ...done, totp };
  }

  #enter({ csrf }: SessionAnswer): void {
    this.csrf = csrf;
  }

  #keep({ headers }: RawAnswer): void {
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** A person's authenticator, on the hub's clock. */
export class TestTotp {
  readonly #hub: TestHub;
  readonly #totp: TOTP;
  constructor(hub: TestHub, { secret }: Pick<SetUpAnswer, 'secret'>) {
    this.#hub = hub;
    this.#totp = new TOTP({ secret: Secret.fromBase32(secret) });
  }

  /** @param steps of 30 seconds from now */
  code(steps = 0): string {
    return this.#totp.generate({ timestamp: this.#hub.clock.now + steps * 30_000 });
  }

  /** A code that the authenticator does not show at this time. */
  wrongCode(): string {
    return String((Number(this.code()) + 500_000) % 1_000_000).padStart(6, '0');
  }

  /** The code of the next step; moves the clock there. */
  next(): string {
    this.#hub.clock.now += 30_000;
    return this.code();
  }
}

export function jsonOf({ text }: RawAnswer): unknown {
  return JSON.parse(text);
}

/** An account that was set up, and the browser in which that was done, signed in. */
export async function readyAccount(
  hub: TestHub,
  account: NewAccount = { name: 'Anna MÜLLER', role: 'organiser' },
): Promise<SetUpDone & { issued: IssuedSetUp; browser: TestBrowser; totp: TestTotp }> {
  const issued = await hub.admin.addAccount(account);
  const browser = new TestBrowser(hub);
  return { ...(await browser.setUp(issued)), issued, browser };
}

export function refusalOf(answer: RawAnswer): { status: number; code: unknown; detail: unknown } {
  const problem = jsonOf(answer);
  const { code, detail } = problem as { code: unknown; detail: unknown };
  return { status: answer.status, code, detail };
}
