/**
 * How the page is built: one static folder that any host serves from any path: relative addresses, hash
 * routes, a strict content security policy in the page itself, everything local.
 */
import { copyFileSync, createReadStream, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import mdx from '@mdx-js/rollup';
import react from '@vitejs/plugin-react';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { type Connect, defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Puts the content security policy into the built page; the development server needs inline styles and has
 * none.
 */
function addPolicy(): Plugin {
  return {
    name: 'featherweight-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/**
 * Serves tfjs's WASM files under wasm/, with and without SIMD; the page is never cross-origin isolated, so no
 * threads.
 */
function serveWasm(): Plugin {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
    'dist',
  );
  const files = ['tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm.wasm'];
  let outDir = 'dist';
  return {
    name: 'featherweight-wasm',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = files.find((each) => request.url?.split('?')[0]?.endsWith(`/wasm/${each}`));
        if (file === undefined) return next();
        response.setHeader('Content-Type', 'application/wasm');
        createReadStream(join(folder, file)).pipe(response);
      });
    },
    writeBundle() {
      mkdirSync(join(outDir, 'wasm'), { recursive: true });
      for (const file of files) copyFileSync(join(folder, file), join(outDir, 'wasm', file));
    },
  };
}

/** Every browser that runs the lab reads woff2: KaTeX's other font formats stay out of the build. */
function keepModernFonts(): Plugin {
  return {
    name: 'featherweight-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/katex/') || !id.endsWith('.css')) return null;
      return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, '');
    },
  };
}

interface TextTree {
  readonly type: string;
  value?: string;
  readonly children?: readonly TextTree[];
}

/** In the lessons' texts no line ends between a number and its unit, nor between a value and its per cent. */
function keepUnits() {
  const keep = (node: TextTree) => {
    if (node.type === 'text' && node.value !== undefined)
      node.value = node.value.replace(/(^|\d) (?=%|(?:[kM]?B|ms|s)\b)/g, '$1\u00a0');
    for (const child of node.children ?? []) keep(child);
  };
  return keep;
}

/**
 * A missing data or model file is answered with 404, not with the page: its absence is something the lab asks
 * about.
 */
function answerMissing(): Plugin {
  const check =
    (root: string): Connect.NextHandleFunction =>
    (request, response, next) => {
      const path = request.url?.split('?')[0] ?? '';
      if (!/^\/(data|models)\//.test(path) || existsSync(join(root, path))) return next();
      response.statusCode = 404;
      response.end();
    };
  return {
    name: 'featherweight-missing',
    configureServer(server) {
      server.middlewares.use(check(server.config.publicDir));
    },
    configurePreviewServer(server) {
      server.middlewares.use(check(resolve(server.config.root, server.config.build.outDir)));
    },
  };
}

const MiB = 1024 * 1024;

export default defineConfig({
  base: './',
  plugins: [
    {
      enforce: 'pre',
      ...mdx({
        remarkPlugins: [remarkGfm, remarkMath, keepUnits],
        rehypePlugins: [rehypeKatex],
      }),
    },
    react({ include: /\.(mdx|tsx?)$/ }),
    keepModernFonts(),
    serveWasm(),
    answerMissing(),
    addPolicy(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: null,
      includeAssets: ['icon.svg'],
      manifest: {
        name: 'Featherweight',
        short_name: 'Featherweight',
        description: 'A teaching lab for making neural networks small and fast, in the browser',
        theme_color: '#fdfcf8',
        background_color: '#fdfcf8',
        display: 'standalone',
        start_url: './',
        scope: './',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        globIgnores: ['data/**', 'models/**', 'kernels/**', 'wasm/**'],
        maximumFileSizeToCacheInBytes: 4 * MiB,
        cleanupOutdatedCaches: true,
        // The first visit, too, is kept for use offline. A later version still waits until the reader takes
        // it.
        clientsClaim: true,
        navigateFallback: 'index.html',
        runtimeCaching: [
          {
            // Shards carry their hash in the manifest that names them; the manifests must be fresh when there
            // is a network.
            urlPattern: ({ url }) => /\/(data|models)\/.*\.json$/.test(url.pathname),
            handler: 'NetworkFirst',
            options: { cacheName: 'featherweight-manifests', expiration: { maxEntries: 64 } },
          },
          {
            urlPattern: ({ url }) => /\/(data|models)\//.test(url.pathname),
            handler: 'CacheFirst',
            options: {
              cacheName: 'featherweight-data',
              cacheableResponse: { statuses: [200] },
              expiration: { maxEntries: 256, purgeOnQuotaError: true },
            },
          },
          {
            urlPattern: ({ url }) => /\.wasm$/.test(url.pathname),
            handler: 'StaleWhileRevalidate',
            options: { cacheName: 'featherweight-wasm', cacheableResponse: { statuses: [200] } },
          },
        ],
      },
    }),
  ],
  build: {
    target: 'es2023',
    manifest: true,
    license: { fileName: 'licenses.md' },
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  worker: { format: 'es' },
});
