#!/bin/sh
# Puts socket.io.min.js, the stock Socket.IO client for browsers, beside the page. Needs npm, and keeps nothing else.
set -eu
version=4.8.4

here=$(cd "$(dirname "$0")" && pwd)
if ! command -v npm > /dev/null; then
  echo "page/get-socket.io: the client comes from npm, and there is no npm on the path. Install Node.js with npm, or copy" \
    "dist/socket.io.min.js of socket.io-client $version to $here yourself" >&2
  exit 2
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent "socket.io-client@$version" > /dev/null && tar -xzf "socket.io-client-$version.tgz")
# A copy has the time of now, and by that local/up sees that it is new.
cp "$folder/package/dist/socket.io.min.js" "$here/socket.io.min.js"
echo "page/socket.io.min.js: socket.io-client $version"
