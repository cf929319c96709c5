package main

import (
	"encoding/json"
	stderrors "errors"
	"fmt"
	"reflect"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/ens"
)

const region = "cn-hangzhou" // clients insist on one; the endpoint is given

// The generic request of the older SDK, signature v1: parameters in the query with GET, in the form with POST.
func sdkCommon(method string) func(call) (interface{}, error) {
	return func(c call) (interface{}, error) {
		api, err := sdk.NewClientWithAccessKey(region, c.Key.ID, c.Key.Secret)
		if err != nil {
			return nil, err
		}
		request := requests.NewCommonRequest()
		request.Scheme = requests.HTTP
		request.Domain = c.Host
		request.Version = c.Version
		request.ApiName = c.Action
		request.Method = method
		if method == "GET" {
			request.QueryParams = c.Parameters.texts()
		} else {
			request.FormParams = c.Parameters.texts()
		}
		response, err := api.ProcessCommonRequest(request)
		if err != nil {
			return nil, err
		}
		return json.RawMessage(response.GetHttpContentBytes()), nil
	}
}

// The product's own requests, made by the functions that its users call.
var ensRequests = map[string]interface{}{
	"AddBackendServers":              ens.CreateAddBackendServersRequest,
	"CreateLoadBalancer":             ens.CreateCreateLoadBalancerRequest,
	"CreateLoadBalancerHTTPListener": ens.CreateCreateLoadBalancerHTTPListenerRequest,
	"CreateLoadBalancerTCPListener":  ens.CreateCreateLoadBalancerTCPListenerRequest,
	"CreateNetwork":                  ens.CreateCreateNetworkRequest,
	"CreateVSwitch":                  ens.CreateCreateVSwitchRequest,
	"DeleteLoadBalancerListener":     ens.CreateDeleteLoadBalancerListenerRequest,
	"DeleteNetwork":                  ens.CreateDeleteNetworkRequest,
	"DeleteVSwitch":                  ens.CreateDeleteVSwitchRequest,
	"DescribeInstances":              ens.CreateDescribeInstancesRequest,
	"DescribeLoadBalancerAttribute":  ens.CreateDescribeLoadBalancerAttributeRequest,
	"DescribeLoadBalancers":          ens.CreateDescribeLoadBalancersRequest,
	"DescribeNetworkAttribute":       ens.CreateDescribeNetworkAttributeRequest,
	"DescribeNetworks":               ens.CreateDescribeNetworksRequest,
	"ReleasePostPaidInstance":        ens.CreateReleasePostPaidInstanceRequest,
	"RemoveBackendServers":           ens.CreateRemoveBackendServersRequest,
	"RunInstances":                   ens.CreateRunInstancesRequest,
	"StartLoadBalancerListener":      ens.CreateStartLoadBalancerListenerRequest,
	"StopLoadBalancerListener":       ens.CreateStopLoadBalancerListenerRequest,
}

// The product SDK: typed requests, and what its typed response holds of the answer. An action that it has no method
// for goes out as a common request.
func ensTyped(c call) (interface{}, error) {
	if !c.HasMethod {
		return sdkCommon("GET")(c)
	}
	create, ok := ensRequests[c.Action]
	if !ok {
		return nil, fmt.Errorf("%s is not in the table", c.Action)
	}
	api, err := ens.NewClientWithAccessKey(region, c.Key.ID, c.Key.Secret)
	if err != nil {
		return nil, err
	}
	request := reflect.ValueOf(create).Call(nil)[0]
	for name, value := range c.Parameters.texts() {
		if err := assign(request.Elem().FieldByName(name), value); err != nil {
			return nil, fmt.Errorf("%s.%s: %w", c.Action, name, err)
		}
	}
	acs := request.Interface().(requests.AcsRequest)
	acs.SetDomain(c.Host)
	acs.SetScheme(requests.HTTP)
	results := reflect.ValueOf(api).MethodByName(c.Action).Call([]reflect.Value{request})
	if err, _ := results[1].Interface().(error); err != nil {
		return nil, err
	}
	return results[0].Interface(), nil
}

// A text, or a list of objects given as the JSON that travels with other clients.
func assign(field reflect.Value, value string) error {
	switch {
	case !field.IsValid():
		return fmt.Errorf("the request has no such field")
	case field.Kind() == reflect.String:
		field.SetString(value)
		return nil
	}
	var objects []map[string]interface{}
	if err := json.Unmarshal([]byte(value), &objects); err != nil {
		return err
	}
	list := reflect.MakeSlice(field.Type().Elem(), len(objects), len(objects))
	for i, object := range objects {
		for name, text := range parameters(object).texts() {
			if err := assign(list.Index(i).FieldByName(name), text); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	field.Set(reflect.New(list.Type()))
	field.Elem().Set(list)
	return nil
}

func sdkFailure(err error) *failure {
	var thrown *errors.ServerError
	if !stderrors.As(err, &thrown) {
		return nil
	}
	return &failure{
		Type:       "errors.ServerError",
		Code:       thrown.ErrorCode(),
		HTTPStatus: thrown.HttpStatus(),
		Message:    thrown.Message(),
		RequestID:  thrown.RequestId(),
		Advice:     thrown.Recommend(),
	}
}
