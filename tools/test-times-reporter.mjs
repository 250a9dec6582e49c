// A vitest reporter: writes how long each test file took to test-results/<project>-times.json.
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './setup/paths.mjs';

export default class TestTimesReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    /** @type {Record<string, Record<string, number>>} */
    const byProject = {};
    for (const module of modules) {
      const { collectDuration, setupDuration, duration } = module.diagnostic();
      // Imports and hooks count: a file's start of the app is part of its price.
      const seconds = Math.round((collectDuration + setupDuration + duration) / 10) / 100;
      byProject[module.project.name] ??= {};
      Object.assign(byProject[module.project.name], {
        [relative(root, module.moduleId)]: seconds,
      });
    }
    for (const [project, times] of Object.entries(byProject)) {
      writeFileSync(join(root, 'test-results', `${project}-times.json`), JSON.stringify(times));
    }
  }
}
