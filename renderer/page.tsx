// Before the components, so that a component's own rules override these.
import '../ui/tokens.css';
import '../ui/touch.css';
import '../ui/fonts.css';
import '../ui/base.css';
import '../ui/screen.css';
import '../ui/forced-colors.css';
import './tailwind.css';
import '../ui/states.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import '../ui/words/index.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
