import { deskScenes } from './scenes-desk.ts';
import { fileScenes } from './scenes-files.ts';
import { hubScenes } from './scenes-hub.ts';
import { kioskScenes } from './scenes-kiosk.ts';
import { officeScenes } from './scenes-office.ts';
import { printingScenes } from './scenes-printing.ts';
import { problemScenes } from './scenes-problems.ts';
import { rosterScenes } from './scenes-roster.ts';
import { doorScenes, startScenes } from './scenes-station.ts';
import type { Scene } from './steps.ts';

export const scenes: readonly Scene[] = [
  ...startScenes,
  ...kioskScenes,
  ...deskScenes,
  ...problemScenes,
  ...fileScenes,
  ...hubScenes,
  ...printingScenes,
  ...officeScenes,
  ...rosterScenes,
  ...doorScenes,
];
