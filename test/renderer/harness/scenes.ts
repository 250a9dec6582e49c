import { alertScenes } from './scenes-alerts.ts';
import { badgeScenes } from './scenes-badges.ts';
import { dayCloseScenes } from './scenes-day-close.ts';
import { deskScenes } from './scenes-desk.ts';
import { deskWorkScenes } from './scenes-desk-work.ts';
import { doorScenes } from './scenes-door.ts';
import { emergencyScenes } from './scenes-emergency.ts';
import { healthScenes } from './scenes-health.ts';
import { kioskScenes } from './scenes-kiosk.ts';
import { personScenes } from './scenes-person.ts';
import { printerScenes } from './scenes-printers.ts';
import { privacyScenes } from './scenes-privacy.ts';
import { reportScenes } from './scenes-reports.ts';
import { screenScenes } from './scenes-screens.ts';
import { searchScenes } from './scenes-search.ts';
import { securityScenes } from './scenes-security.ts';
import { setUpScenes } from './scenes-set-up.ts';
import { startScenes } from './scenes-start.ts';
import { syncScenes } from './scenes-sync.ts';
import { syncListScenes } from './scenes-sync-lists.ts';
import { templateScenes } from './scenes-templates.ts';
import { updateScenes } from './scenes-updates.ts';
import type { Scene } from './steps.ts';

/** Every screen in every state worth looking at. */
export const scenes: readonly Scene[] = [
  ...startScenes,
  ...setUpScenes,
  ...kioskScenes,
  ...deskScenes,
  ...deskWorkScenes,
  ...searchScenes,
  ...personScenes,
  ...syncScenes,
  ...syncListScenes,
  ...printerScenes,
  ...badgeScenes,
  ...screenScenes,
  ...templateScenes,
  ...emergencyScenes,
  ...dayCloseScenes,
  ...reportScenes,
  ...privacyScenes,
  ...healthScenes,
  ...updateScenes,
  ...securityScenes,
  ...doorScenes,
  ...alertScenes,
];
