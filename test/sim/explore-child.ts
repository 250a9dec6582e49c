// explore-child.ts WORK: runs random schedules as the JSON text WORK says (explore.ts) and prints what came of it as JSON.
import { z } from 'zod';
import { type Exploration, explore } from './explore.ts';

const workSchema: z.ZodType<Exploration> = z.object({
  seed: z.int(),
  schedules: z.int(),
  seconds: z.number().nullable(),
  part: z.int(),
  parts: z.int(),
  shrink: z.boolean(),
});

const explored = await explore(workSchema.parse(JSON.parse(process.argv[2] ?? '')));
console.log(JSON.stringify(explored));
