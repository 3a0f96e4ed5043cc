-- A post as large on the wire as the SDK's, so that the floor carries what the others carry. Not signed, always to the
-- same connection: wrk only writes it.
wrk.method = "POST"
wrk.path = "/prod/@connections/L0SM9cOFvHcCIhw%3D"
wrk.body = string.rep("x", 200)
wrk.headers["Content-Type"] = "application/octet-stream"
wrk.headers["User-Agent"] = string.rep("u", 300)
wrk.headers["Authorization"] = string.rep("a", 300)
wrk.headers["X-Amz-Date"] = "20261124T000000Z"
wrk.headers["x-amz-content-sha256"] = string.rep("0", 64)
wrk.headers["amz-sdk-invocation-id"] = string.rep("0", 36)
wrk.headers["amz-sdk-request"] = "attempt=1; max=2"
