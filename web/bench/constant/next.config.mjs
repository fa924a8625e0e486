/** @type {import("next").NextConfig} */
const config = {
  // As in Tailrace: the fallback rewrite to a handler inside the app.
  rewrites: async () => ({
    fallback: [{ source: "/api/:path*", destination: "/backend/:path*" }],
  }),
};

export default config;
