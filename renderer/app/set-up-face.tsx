/** The guided set-up of a station that has no event yet. */
export { SetUpApp as default } from '../station/set-up/set-up-app.tsx';
