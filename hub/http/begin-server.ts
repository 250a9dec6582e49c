import rateLimit from '@fastify/rate-limit';
import fastify from 'fastify';
import { type BeginRouteName, beginRoutes, noEvent } from '../../domain/organiser/begin.ts';
import type { OrganiserAnswer, OrganiserInput } from '../../domain/organiser/organiser.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { readBody } from './body.ts';
import { answerHeaders, answerProblem, transport } from './create-app.ts';
import { defaultLimits, limiterOf } from './limits.ts';
import { createRefusalLog } from './log.ts';
import { checkOrigin } from './organiser/organiser-guard.ts';
import { addPageFiles } from './organiser/page-files.ts';
import { listen, type ServerSetting } from './start-server.ts';

export type BeginAnswers = {
  [Name in BeginRouteName]: (
    input: OrganiserInput<Name>,
    address: string,
  ) => Promise<OrganiserAnswer<Name>>;
};

export interface BeginServerSetting
  extends Pick<ServerSetting, 'tls' | 'host' | 'port' | 'log' | 'organiserPage' | 'limits'> {
  /** The handler of each route, called after the code was checked; throws HubProblem. */
  answers: BeginAnswers;
  /** Throws HubProblem for a wrong code. `address`: the caller's. */
  checkCode: (code: string, address: string) => void;
}

/**
 * Serves the organiser's page and the routes that create an event; a hub without an event has no
 * others. Throws Node's errors if it cannot listen.
 */
export async function startBeginServer(setting: BeginServerSetting) {
  const { tls, log, limits = defaultLimits } = setting;
  const refusals = createRefusalLog(log);
  const app = fastify({
    ...transport(tls, limits),
    logger: false,
    frameworkErrors: (error, request, reply) =>
      answerProblem(error, request, reply, { log, refusals }),
  });
  await app.register(rateLimit, { global: false, cache: 20_000 });
  app.decorateRequest('caller', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  const perAddress = limiterOf(app, limits.perAddress, ({ ip }) => ip);
  app.addHook('onClose', async () => refusals.close());
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(answerHeaders);
    await perAddress(request);
  });
  app.setErrorHandler((error, request, reply) =>
    answerProblem(error, request, reply, { log, refusals }),
  );
  app.setNotFoundHandler((request, reply) =>
    answerProblem(new HubProblem('not-found', noEvent), request, reply, { log, refusals }),
  );
  let created: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    created = resolve;
  });
  let isOver = false;
  const add = <Name extends BeginRouteName>(name: Name): void => {
    const { method, url, input, largest } = beginRoutes[name];
    app.route({
      method,
      url,
      bodyLimit: largest,
      handler: async (request) => {
        checkOrigin(request);
        if (isOver) throw new HubProblem('not-allowed', 'event');
        // The table's own schema parsed it; the compiler does not follow a schema through its key.
        const given = readBody(request, input) as OrganiserInput<Name>;
        setting.checkCode(given.code, request.ip);
        const answer = await setting.answers[name](given, request.ip);
        isOver ||= name === 'createEvent';
        return answer;
      },
      onResponse: (_request, _reply, next) => {
        if (isOver) created();
        next();
      },
    });
  };
  for (const name of Object.keys(beginRoutes) as BeginRouteName[]) add(name);
  await addPageFiles(app, setting.organiserPage);
  try {
    await listen(app, setting.port, setting.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : setting.port;
  log.info({ port }, 'waiting for an event');
  return {
    port,
    /** Resolves once the event is created and its answer sent. */
    done,
    stop: (): Promise<void> => app.close(),
  };
}
