import { alertScenes } from './scenes-alerts.ts';
import { badgeScenes } from './scenes-badges.ts';
import { dayCloseScenes } from './scenes-day-close.ts';
import { deskScenes } from './scenes-desk.ts';
import { deskWorkScenes } from './scenes-desk-work.ts';
import { doorScenes } from './scenes-door.ts';
import { emergencyScenes } from './scenes-emergency.ts';
import { kioskScenes } from './scenes-kiosk.ts';
import { printerScenes } from './scenes-printers.ts';
import { rosterScenes } from './scenes-roster.ts';
import { settingsScenes } from './scenes-settings.ts';
import { startScenes } from './scenes-start.ts';
import { syncScenes } from './scenes-sync.ts';
import { templateScenes } from './scenes-templates.ts';
import type { Scene } from './steps.ts';

/** Every screen in every state worth looking at. */
export const scenes: readonly Scene[] = [
  ...startScenes,
  ...kioskScenes,
  ...deskScenes,
  ...deskWorkScenes,
  ...syncScenes,
  ...printerScenes,
  ...badgeScenes,
  ...rosterScenes,
  ...settingsScenes,
  ...templateScenes,
  ...emergencyScenes,
  ...dayCloseScenes,
  ...doorScenes,
  ...alertScenes,
];
