import type { FastifyInstance } from 'fastify';
import { organiserRoutes } from '../../../domain/hub-hosting/organiser.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { bytesOf } from '../body.ts';
import { answerRoute, idOf } from './answer-route.ts';
import type { DataRoutesSetting } from './data-routes.ts';
import { addOrganiserRoute, type OrganiserCall } from './route.ts';

/** People imported from a file on the organiser's page. */
export function addImportRoutes(app: FastifyInstance, setting: DataRoutesSetting): void {
  const { fileImports } = setting.hub;
  const ownerOf = ({ session }: OrganiserCall): string => session.account.id;
  const { method, url, right, audit, largest } = organiserRoutes.openImport;
  addOrganiserRoute(app, setting, {
    ...{ method, url, right, audit, bodyLimit: largest },
    handler: (call) => {
      const isFile = call.request.headers['content-type'] === 'application/octet-stream';
      if (!isFile) throw new HubProblem('bad-request', 'file');
      return fileImports.open(ownerOf(call), bytesOf(call.request));
    },
  });
  answerRoute(app, setting, 'rereadImport', (options, call) =>
    fileImports.reread(ownerOf(call), idOf(call.request), options),
  );
  answerRoute(app, setting, 'compareImport', async (request, call) => {
    const diff = await fileImports.compare(
      ownerOf(call),
      idOf(call.request),
      patient(call, request),
    );
    call.note({ detail: `import, compared ${diff.rows}`, count: diff.changed });
    return diff;
  });
  answerRoute(app, setting, 'addImportDelegations', async ({ delegations }, call) => {
    const by = call.session.account.name;
    const added = await fileImports.addDelegations(ownerOf(call), idOf(call.request), {
      ...{ added: delegations, by },
    });
    call.note({ detail: added.outcome === 'added' ? `version ${added.version}` : added.outcome });
    return added;
  });
  answerRoute(app, setting, 'importProgress', (_input, call) =>
    fileImports.progress(ownerOf(call), idOf(call.request)),
  );
  answerRoute(app, setting, 'applyImport', async (request, call) => {
    const { acceptMended } = patient(call, request);
    const written = await fileImports.apply(ownerOf(call), idOf(call.request), acceptMended);
    const { added, changed } = written;
    call.note({ detail: `added ${added}, changed ${changed}`, count: added + changed });
    return written;
  });
  answerRoute(app, setting, 'rejectedRows', async ({ language }, call) => ({
    file: await fileImports.rejectedCsv(ownerOf(call), idOf(call.request), language),
  }));
  answerRoute(app, setting, 'cancelImport', (_input, call) => {
    fileImports.cancel(ownerOf(call), idOf(call.request));
    return {};
  });
}

/** Nothing is sent while it works: the limit of silent connections must not end it. */
function patient<T>({ request }: OrganiserCall, input: T): T {
  request.raw.socket.setTimeout(0);
  return input;
}
