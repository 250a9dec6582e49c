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
import { App } from './app/app.tsx';
import './kit/words/index.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
