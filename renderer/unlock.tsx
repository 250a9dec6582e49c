// Before the components, so that their own rules come after these.
import './ui/tokens.css';
import './ui/touch.css';
import './ui/fonts.css';
import './ui/scripts.css';
import './ui/base.css';
import './ui/screen.css';
import './ui/forced-colors.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { UnlockScreen } from './features/unlock/unlock-screen.tsx';
import { setScreenLanguage } from './i18n/index.ts';

// The station's own language is in the store, which is closed: the system's language replaces it.
const asked = new URLSearchParams(location.search).get('language');
setScreenLanguage(asked === 'fr' ? 'fr' : 'en');

const root = document.getElementById('root');
if (root === null) throw new Error('unlock.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <UnlockScreen />
  </StrictMode>,
);
