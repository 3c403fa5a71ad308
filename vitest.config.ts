import { defineConfig } from 'vitest/config';
import { RUN_MS } from './tools/house/patience.mjs';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'lessons/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/propertyseed.ts'],
    testTimeout: RUN_MS,
    hookTimeout: RUN_MS,
    // Two cores: two processes keep both busy and the tfjs engine of each file apart.
    pool: 'forks',
    maxWorkers: 2,
  },
});
