import type { FastifyInstance } from 'fastify';
import type { ServerLimits } from '../limits.ts';
import { addFigureRoutes, addLiveRoute, addPersonRoutes } from './data-routes.ts';
import { addDayPageRoutes } from './day-routes.ts';
import { addExportRoutes } from './export-routes.ts';
import { createLiveLines } from './live-lines.ts';
import { addStationRoutes, type StationRoutesSetting } from './station-routes.ts';

/** What the data of the organiser's page is served with. */
export interface OrganiserDataSetting extends StationRoutesSetting {
  limits: Pick<ServerLimits, 'hintsBehind'>;
}

/** Adds every route of the page's data, and the line of live hints, which ends when the server closes. */
export function addOrganiserData(app: FastifyInstance, setting: OrganiserDataSetting): void {
  const lines = createLiveLines(setting.hub, setting.log, setting.limits.hintsBehind);
  app.addHook('preClose', (done) => {
    lines.close();
    done();
  });
  addFigureRoutes(app, setting);
  addPersonRoutes(app, setting);
  addStationRoutes(app, setting);
  addDayPageRoutes(app, setting);
  addExportRoutes(app, setting);
  addLiveRoute(app, setting, lines);
}
