import { z } from 'zod';

// Zod tries whether it may compile schemas by `new Function`; the content security policy forbids that and would
// report the attempt. Said before the first schema is made: this file is the first that main.tsx imports.
z.config({ jitless: true });
