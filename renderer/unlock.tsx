// Before the components, so that a component's own rules override these.
import './kit/tokens.css';
import './kit/touch.css';
import './kit/fonts.css';
import './kit/base.css';
import './kit/screen.css';
import './kit/forced-colors.css';
import './tailwind.css';
import './kit/states.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setScreenLanguage } from './kit/words/index.ts';
import { UnlockScreen } from './station/unlock-screen.tsx';

// The station's own language is in the store, which is still closed: use the system's language.
const asked = new URLSearchParams(location.search).get('language');
setScreenLanguage(asked === 'fr' ? 'fr' : 'en');

const root = document.getElementById('root');
if (root === null) throw new Error('unlock.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <UnlockScreen />
  </StrictMode>,
);
