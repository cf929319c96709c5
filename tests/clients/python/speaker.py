"""The official Python clients, unmodified, for the tests in tests/clients.

One JSON object a line. First this program says which clients it speaks through: {clients: [{name, library}]}. Then every
line of its input is a call {client, host, key, action, version, has_method, parameters}, answered in order by {body}, as
the client hands it over, or by {failure: {type, code, httpStatus, message, requestId}}, read from the client's own
exception the way its users do.
"""

import importlib
import importlib.metadata
import json
import re
import sys

from alibabacloud_ens20171110 import models as ens_models
from alibabacloud_ens20171110.client import Client as EnsClient
from alibabacloud_tea_openapi.client import Client as OpenApiClient
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
from alibabacloud_tea_openapi.utils import Utils
from alibabacloud_tea_openapi.utils_models import Config, OpenApiRequest, Params
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest
from darabonba.runtime import RuntimeOptions

REGION = "cn-hangzhou"  # clients insist on one; the endpoint is given


def library(distribution):
    return f"{distribution} {importlib.metadata.version(distribution)}"


def snake_case(name):
    """The name of an action's method: DescribeVSwitches is describe_vswitches."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def structured(parameters):
    """With lists as lists, which typed requests want; other clients are given them as the JSON that travels."""
    return {name: json.loads(value) if name == "BackendServers" else value for name, value in parameters.items()}


def config(host, key, **more):
    return Config(endpoint=host, protocol="http", access_key_id=key["id"], access_key_secret=key["secret"], **more)


def open_api(client, call, method, placement):
    """What every generated method of a product SDK ends in."""
    params = Params(
        action=call["action"], version=call["version"], protocol="HTTP", pathname="/", method=method, auth_type="AK",
        style="RPC", req_body_type="formData", body_type="json",
    )
    request = OpenApiRequest(**{placement: Utils.query(call["parameters"])})
    return client.call_api(params, request, RuntimeOptions())["body"]


def ens_typed(call):
    """The product SDK's own methods and models; what has no method goes out through its base."""
    client = EnsClient(config(call["host"], call["key"]))
    if not call["has_method"]:
        return open_api(client, call, "POST", "query")
    method = getattr(client, snake_case(call["action"]) + "_with_options")
    request = getattr(ens_models, call["action"] + "Request")().from_map(structured(call["parameters"]))
    dropped = set(call["parameters"]) - set(request.to_map())
    if dropped:
        raise KeyError(f"{call['action']}Request has no {sorted(dropped)}")
    return method(request, RuntimeOptions()).body.to_map()


def tea_with_get(call):
    return open_api(OpenApiClient(config(call["host"], call["key"])), call, "GET", "query")


def tea_with_v1(call):
    client = OpenApiClient(config(call["host"], call["key"], signature_algorithm="v2"))
    return open_api(client, call, "POST", "body")


def acs_client(call):
    """Without retries of its own, so that every refusal shows."""
    return AcsClient(call["key"]["id"], call["key"]["secret"], REGION, auto_retry=False)


def core_with_get(call):
    return core_common(call, "GET", CommonRequest.add_query_param)


def core_with_post(call):
    return core_common(call, "POST", CommonRequest.add_body_params)


def core_common(call, method, add):
    request = CommonRequest(domain=call["host"], version=call["version"], action_name=call["action"])
    request.set_method(method)
    for name, value in call["parameters"].items():
        add(request, name, value)
    return json.loads(acs_client(call).do_action_with_exception(request))


def core_typed(call):
    """The product requests for sdk-core; what has no request goes out as a common request."""
    if not call["has_method"]:
        return core_with_get(call)
    module = importlib.import_module(f"aliyunsdkens.request.v20171110.{call['action']}Request")
    request = getattr(module, call["action"] + "Request")()
    request.set_endpoint(call["host"])
    for name, value in structured(call["parameters"]).items():
        getattr(request, "set_" + name)(value)
    return json.loads(acs_client(call).do_action_with_exception(request))


CLIENTS = {
    "ens20171110": (library("alibabacloud-ens20171110"), ens_typed),
    "tea-openapi, GET": (library("alibabacloud-tea-openapi"), tea_with_get),
    "tea-openapi, signature v1": (library("alibabacloud-tea-openapi"), tea_with_v1),
    "sdk-ens": (library("aliyun-python-sdk-ens"), core_typed),
    "sdk-core, GET": (library("aliyun-python-sdk-core"), core_with_get),
    "sdk-core, POST": (library("aliyun-python-sdk-core"), core_with_post),
}


def answer(call):
    try:
        return {"body": CLIENTS[call["client"]][1](call)}
    except AlibabaCloudException as error:
        return {"failure": {
            "type": type(error).__name__, "code": error.code, "httpStatus": error.status_code, "message": error.message,
            "requestId": error.request_id,
        }}
    except ServerException as error:
        return {"failure": {
            "type": type(error).__name__, "code": error.get_error_code(), "httpStatus": error.get_http_status(),
            "message": error.get_error_msg(), "requestId": error.get_request_id(),
        }}


def say(value):
    print(json.dumps(value), flush=True)


say({"clients": [{"name": name, "library": library} for name, (library, _) in CLIENTS.items()]})
for line in sys.stdin:
    say(answer(json.loads(line)))
