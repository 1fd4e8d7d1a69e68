# Sends events as a program with rudder-sdk-python does: address, key and how many, in twos.
import sys

from rudderstack.analytics.client import Client

address, key, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
client = Client(key, host=address, gzip=True, upload_size=2, upload_interval=0.05, max_retries=20, timeout=20)
client.identify("user-1", {"email": "kim@hanbit.example", "firstName": "Kim", "company": {"name": "Hanbit", "employees": 120}})
for n in range(count):
    client.track("user-1", "Counted", {"n": n, "plan": {"kind": "pro"}})
client.page("user-1", "Docs", "Pricing", {"url": "https://halden.example/pricing?utm_source=news"})
client.group("user-1", "hanbit.example", {"name": "Hanbit", "industry": "logistics"})
client.alias("anon-1", "user-1")
client.flush()
client.join()
