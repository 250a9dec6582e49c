import { z } from 'zod';

// Zod tests whether it may compile schemas with `new Function`; the content security policy forbids
// that and would report the attempt. Configured before the first schema is created: main.tsx
// imports this file first.
z.config({ jitless: true });
