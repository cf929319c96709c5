package main

import (
	"encoding/json"
	"errors"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	openapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
)

type placement bool

const (
	inQuery placement = false
	inBody  placement = true
)

// What every method of the generated product modules ends in. Signature ACS3, or v1 where signatureAlgorithm is "v2".
func openAPIWith(method, signatureAlgorithm string, where placement) func(call) (interface{}, error) {
	return func(c call) (interface{}, error) {
		config := &openapiutil.Config{
			Endpoint:        dara.String(c.Host),
			Protocol:        dara.String("http"),
			AccessKeyId:     dara.String(c.Key.ID),
			AccessKeySecret: dara.String(c.Key.Secret),
		}
		if signatureAlgorithm != "" {
			config.SignatureAlgorithm = dara.String(signatureAlgorithm)
		}
		api, err := openapi.NewClient(config)
		if err != nil {
			return nil, err
		}
		request := &openapiutil.OpenApiRequest{}
		if where == inBody {
			request.Body = openapiutil.ParseToMap(c.Parameters.texts())
		} else {
			request.Query = openapiutil.Query(c.Parameters.texts())
		}
		result, err := api.CallApi(&openapiutil.Params{
			Action:      dara.String(c.Action),
			Version:     dara.String(c.Version),
			Protocol:    dara.String("HTTP"),
			Pathname:    dara.String("/"),
			Method:      dara.String(method),
			AuthType:    dara.String("AK"),
			Style:       dara.String("RPC"),
			ReqBodyType: dara.String("formData"),
			BodyType:    dara.String("json"),
		}, request, &dara.RuntimeOptions{})
		if err != nil {
			return nil, err
		}
		return result["body"], nil
	}
}

func openAPIFailure(err error) *failure {
	var thrown *tea.SDKError
	if !errors.As(err, &thrown) {
		return nil
	}
	// The error has no field for it; what the server said is in its Data.
	var data struct{ RequestId string }
	if err := json.Unmarshal([]byte(tea.StringValue(thrown.Data)), &data); err != nil {
		return nil
	}
	return &failure{
		Type:       "tea.SDKError",
		Code:       tea.StringValue(thrown.Code),
		HTTPStatus: tea.IntValue(thrown.StatusCode),
		Message:    tea.StringValue(thrown.Message),
		RequestID:  data.RequestId,
	}
}
