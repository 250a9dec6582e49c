export { SetUpApp as default } from '../station/set-up/set-up-app.tsx';
